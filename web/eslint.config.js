import hooks from "eslint-plugin-react-hooks"
import { defineConfig } from "eslint/config"
import globals from "globals"
import ts from "typescript-eslint"

/** The bare entrypoint carries a second copy of the library and its own 3.6 MB of WASM. */
const slimOnly = {
  paths: [
    {
      name: "@automerge/automerge",
      message: 'Import "@automerge/automerge/slim"; the bare name loads a second copy of the library.',
    },
  ],
}

export default defineConfig(
  { ignores: ["dist", "node_modules", "src/generated"] },
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js", "scripts/*.mjs"] }, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "no-restricted-imports": ["error", slimOnly],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
)
