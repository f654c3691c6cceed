//! Settings in PostgreSQL.

use super::{Postgres, Result, answer};
use crate::Settings;
use async_trait::async_trait;

#[async_trait]
impl Settings for Postgres {
    async fn setting(&self, key: &str) -> Result<Option<String>> {
        let found = sqlx::query_scalar("select value from settings where key = $1");
        answer(found.bind(key).fetch_optional(&self.pool)).await
    }

    async fn setting_or(&self, key: &str, value: &str) -> Result<String> {
        // The update that changes nothing makes `returning` speak of a row that was there.
        let put = sqlx::query_scalar(
            "insert into settings (key, value) values ($1, $2) \
             on conflict (key) do update set value = settings.value returning value",
        );
        answer(put.bind(key).bind(value).fetch_one(&self.pool)).await
    }

    async fn remove_setting(&self, key: &str) -> Result<bool> {
        let removed = sqlx::query("delete from settings where key = $1").bind(key);
        let removed = answer(removed.execute(&self.pool)).await?;
        Ok(removed.rows_affected() == 1)
    }
}
