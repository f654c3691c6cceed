//! The command as an operator meets it: what it prints, how it ends, what it says when it cannot.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

const PASSWORD: &str = "heron ladder cobalt moss";

fn loggist(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loggist"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("LOGGIST_")) {
        command.env_remove(name);
    }
    command.args(words).current_dir(folder);
    command
}

fn done(folder: &Path, words: &[&str]) -> Output {
    loggist(folder, words)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The one line of a failure, and its exit code.
fn failed(output: &Output) -> (i32, String) {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines: Vec<&str> = told
        .lines()
        .filter(|line| line.starts_with("loggist: "))
        .collect();
    assert_eq!(lines.len(), 1, "{told}");
    (output.status.code().unwrap(), lines[0].to_owned())
}

/// A running server; it is killed when the test ends before it.
struct Serving {
    child: Child,
    url: String,
    link: Option<String>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serving {
    fn start(folder: &Path, words: &[&str]) -> Self {
        Self::of(loggist(
            folder,
            &[&["serve", "--listen", "127.0.0.1:0"], words].concat(),
        ))
    }

    fn of(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let url = first.strip_prefix("Loggist is at ").unwrap().to_owned();
        // Both lines are written at once, the second while nobody has an account.
        let needs_setup = get(&url, "/api/setup")["needed"] == true;
        let link = needs_setup.then(|| {
            let second = lines.next().unwrap().unwrap();
            second.rsplit(' ').next().unwrap().to_owned()
        });
        Self { child, url, link }
    }

    /// Asks it to end, and says how it did and what it logged.
    fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        let begun = Instant::now();
        assert!(
            Command::new("kill")
                .args([signal, &pid])
                .status()
                .unwrap()
                .success()
        );
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        let code = self.child.wait().unwrap().code();
        assert!(begun.elapsed() < Duration::from_secs(10), "{log}");
        (code, log)
    }
}

fn blocking<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(work)
}

fn get(url: &str, path: &str) -> Value {
    let url = format!("{url}{path}");
    blocking(async { reqwest::get(url).await.unwrap().json().await.unwrap() })
}

fn status(url: &str, token: &str) -> u16 {
    let request = reqwest::Client::new()
        .get(format!("{url}/api/session"))
        .bearer_auth(token);
    blocking(async { request.send().await.unwrap().status().as_u16() })
}

#[test]
fn it_says_where_it_is_and_how_to_begin_and_ends_in_order() {
    let folder = TempDir::new().unwrap();
    let serving = Serving::start(folder.path(), &["--log", "json"]);
    let link = serving.link.clone().unwrap();
    assert!(
        link.starts_with(&format!("{}/setup#", serving.url)),
        "{link}"
    );
    let token = link.split_once('#').unwrap().1;
    let new =
        json!({"token": token, "name": "Ada", "email": "ada@example.org", "password": PASSWORD});
    let url = format!("{}/api/setup", serving.url);
    let made = blocking(async {
        reqwest::Client::new()
            .post(url)
            .json(&new)
            .send()
            .await
            .unwrap()
    });
    assert_eq!(made.status(), 201);
    let (code, log) = serving.end("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!(
        log.lines()
            .all(|line| serde_json::from_str::<Value>(line).is_ok()),
        "{log}"
    );
    assert!(
        !log.contains(token) && !log.contains(PASSWORD) && !log.contains("ada@"),
        "{log}"
    );
    assert!(folder.path().join("data/loggist.db").is_file());
    let again = Serving::start(folder.path(), &[]);
    assert_eq!(again.link, None);
    assert_eq!(again.end("-INT").0, Some(0));
}

#[test]
fn a_taken_port_is_told_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, line) = failed(&done(folder.path(), &["serve", "--listen", &address]));
    assert_eq!(code, 3);
    assert!(
        line.contains(&address) && line.contains("--listen"),
        "{line}"
    );
}

#[test]
fn a_database_that_cannot_be_used_is_told_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let serve = |address: &str| {
        let words = ["serve", "--listen", "127.0.0.1:0", "--database", address];
        failed(&done(folder.path(), &words))
    };
    std::fs::write(folder.path().join("notes.txt"), "no database".repeat(100)).unwrap();
    let (code, line) = serve("sqlite:notes.txt");
    assert!(code == 3 && line.contains("notes.txt"), "{line}");
    let (code, line) = serve("mysql://somewhere");
    assert!(code == 3 && line.contains("sqlite:"), "{line}");
    let (code, line) = serve("postgres://loggist:canary@127.0.0.1:1/loggist");
    assert!(code == 3 && line.contains("PostgreSQL"), "{line}");
    assert!(!line.contains("canary"), "a password is not shown: {line}");
    std::fs::write(folder.path().join("file"), "").unwrap();
    let (code, line) = serve("sqlite:file/below/a.db");
    assert!(code == 3 && line.contains("file/below"), "{line}");
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = TempDir::new().unwrap();
    Serving::start(folder.path(), &[]).end("-TERM");
    blocking(async {
        use sqlx::Connection as _;
        let path = folder.path().join("data/loggist.db");
        let address = format!("sqlite:{}", path.display());
        let mut hand = sqlx::SqliteConnection::connect(&address).await.unwrap();
        let newer =
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
            values (99999, 'newer', true, x'00', 1)";
        sqlx::query(newer).execute(&mut hand).await.unwrap();
        hand.close().await.unwrap();
    });
    let (code, line) = failed(&done(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
    assert!(code == 3 && line.contains("newer"), "{line}");
}

#[test]
fn the_demonstration_and_the_real_thing_do_not_mix() {
    let folder = TempDir::new().unwrap();
    Serving::start(folder.path(), &[]).end("-TERM");
    let words = ["serve", "--listen", "127.0.0.1:0", "--demo"];
    let (code, line) = failed(&done(folder.path(), &words));
    assert!(code == 3 && line.contains("--database"), "{line}");
    let (code, line) = failed(&done(
        folder.path(),
        &["serve", "--demo", "--listen", "0.0.0.0:0"],
    ));
    assert!(code == 3 && line.contains("this machine alone"), "{line}");
}

#[test]
fn the_demonstration_lets_a_visitor_be_any_of_its_people() {
    let folder = TempDir::new().unwrap();
    let serving = Serving::start(folder.path(), &["--demo"]);
    let setup = get(&serving.url, "/api/setup");
    assert_eq!(
        (&setup["needed"], &setup["demo"]),
        (&json!(false), &json!(true))
    );
    let scene = get(&serving.url, "/api/demo");
    let people = scene["people"].as_array().unwrap();
    assert!(
        people.len() > 5 && people.iter().all(|person| person["role"] != ""),
        "{scene}"
    );
    let url = format!("{}/api/session/demo", serving.url);
    let become_one = |person: Value| {
        let body = json!({ "person": person });
        let request = reqwest::Client::new().post(&url).json(&body);
        blocking(async { request.send().await.unwrap().json::<Value>().await.unwrap() })
    };
    let session = become_one(people[0]["id"].clone());
    assert_eq!(session["person"]["name"], people[0]["name"]);
    let path = format!("/api/incidents/{}", scene["incident"].as_str().unwrap());
    let request = reqwest::Client::new().get(format!("{}{path}", serving.url));
    let request = request.bearer_auth(session["token"].as_str().unwrap());
    let incident: Value = blocking(async { request.send().await.unwrap().json().await.unwrap() });
    assert_eq!(incident["phase"], "hot", "{incident}");
    assert!(incident["entries"].as_u64().unwrap() > 100);
    assert_eq!(
        become_one(json!("0193a1b2-0000-7000-8000-00000000abcd"))["status"],
        404
    );
    serving.end("-TERM");

    let again = Serving::start(folder.path(), &["--demo"]);
    assert_eq!(get(&again.url, "/api/demo"), scene);
    again.end("-TERM");
    let (code, line) = failed(&done(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
    assert!(code == 3 && line.contains("--demo"), "{line}");
}

#[test]
fn a_bad_configuration_names_its_line_and_a_bad_option_is_wrong_use() {
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("loggist.toml"),
        "organisation = \"x\"\ncolour = 1\n",
    )
    .unwrap();
    let (code, line) = failed(&done(folder.path(), &["serve", "--config", "loggist.toml"]));
    assert!(
        code == 3 && line.contains("loggist.toml") && line.contains("line 2"),
        "{line}"
    );
    let (code, line) = failed(&done(folder.path(), &["serve", "--config", "nothing.toml"]));
    assert!(code == 3 && line.contains("nothing.toml"), "{line}");
    let (code, line) = failed(&done(folder.path(), &["serve", "--origin", "example.org"]));
    assert!(code == 3 && line.contains("https://"), "{line}");
    for wrong in [
        &["serve", "--listen", "nowhere"][..],
        &["serve", "--colour"],
        &["sing"],
        &[],
    ] {
        assert_eq!(
            done(folder.path(), wrong).status.code(),
            Some(2),
            "{wrong:?}"
        );
    }
}

#[test]
fn an_option_goes_before_the_environment_and_that_before_the_file() {
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("loggist.toml"),
        "organisation = \"file\"\n",
    )
    .unwrap();
    let organisation = |said: &[&str], variable: Option<&str>| {
        let words = [
            &[
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--config",
                "loggist.toml",
            ],
            said,
        ]
        .concat();
        let mut command = loggist(folder.path(), &words);
        if let Some(variable) = variable {
            command.env("LOGGIST_ORGANISATION", variable);
        }
        let serving = Serving::of(command);
        let setup = get(&serving.url, "/api/setup");
        serving.end("-TERM");
        setup["organisation"].as_str().unwrap().to_owned()
    };
    assert_eq!(organisation(&[], None), "file");
    assert_eq!(organisation(&[], Some("variable")), "variable");
    assert_eq!(
        organisation(&["--organisation", "option"], Some("variable")),
        "option"
    );
}

#[test]
fn people_are_added_trained_given_tokens_and_shut_out_beside_a_running_server() {
    let folder = TempDir::new().unwrap();
    let said = |words: &[&str]| {
        let output = done(folder.path(), words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    };
    let made = said(&[
        "person",
        "add",
        "--name",
        "Priya Nair",
        "--email",
        "Priya@example.org",
        "--trained",
        "deputy",
    ]);
    assert_eq!(made.trim().len(), 29, "a password was made: {made}");
    let serving = Serving::start(folder.path(), &[]);
    assert_eq!(serving.link, None, "somebody has an account");

    let mut child = loggist(
        folder.path(),
        &[
            "person",
            "add",
            "--name",
            "Tom",
            "--email",
            "tom@example.org",
            "--password-stdin",
        ],
    )
    .stdin(Stdio::piped())
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(format!("{PASSWORD}\n").as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    let credentials = json!({"email": "tom@example.org", "password": PASSWORD});
    let url = format!("{}/api/session", serving.url);
    let signed_in = blocking(async {
        reqwest::Client::new()
            .post(url)
            .json(&credentials)
            .send()
            .await
            .unwrap()
    });
    assert_eq!(signed_in.status(), 200);

    said(&[
        "person",
        "train",
        "priya@example.org",
        "incident_manager",
        "--until",
        "2099-01-01T00:00:00Z",
    ]);
    said(&["person", "train", "priya@example.org", "deputy", "--end"]);
    said(&["person", "on-call", "priya@example.org", "--hours", "12"]);
    let list = said(&["person", "list", "--json"]);
    let priya: Value = serde_json::from_str(list.lines().next().unwrap()).unwrap();
    assert_eq!(
        priya["trainings"],
        json!([{"role": "incident_manager", "until": "2099-01-01T00:00:00.000Z"}])
    );
    assert!(priya["on_call_until"].is_string());
    assert!(said(&["person", "list"]).contains("Incident Manager until 2099"));

    let token = said(&["token", "--person", "priya@example.org", "--days", "2"]);
    let token = token.trim();
    assert_eq!(status(&serving.url, token), 200);
    said(&["person", "disable", "priya@example.org"]);
    assert_eq!(status(&serving.url, token), 401);
    said(&["person", "disable", "priya@example.org", "--undo"]);
    assert_eq!(
        status(&serving.url, token),
        401,
        "an ended sign-in stays ended"
    );
    serving.end("-TERM");
}

#[test]
fn a_person_who_cannot_be_is_told_in_a_line() {
    let folder = TempDir::new().unwrap();
    let add = |email: &str| {
        done(
            folder.path(),
            &[
                "person",
                "add",
                "--name",
                "A",
                "--email",
                email,
                "--no-password",
            ],
        )
    };
    assert_eq!(failed(&add("nobody")).0, 2);
    assert!(add("a@example.org").status.success());
    let (code, line) = failed(&add("A@example.org"));
    assert!(code == 3 && line.contains("already"), "{line}");
    let (code, line) = failed(&done(
        folder.path(),
        &["token", "--person", "b@example.org"],
    ));
    assert!(code == 3 && line.contains("loggist person list"), "{line}");
    let words = ["person", "train", "a@example.org", "chief"];
    assert_eq!(done(folder.path(), &words).status.code(), Some(2));
}
