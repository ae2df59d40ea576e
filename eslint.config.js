import tseslint from 'typescript-eslint'
import { MAX_FILE_LINES, MAX_FUNCTION_LINES } from './scripts/architecture/rooms.mjs'

export default tseslint.config(
  { ignores: ['dist/', 'test-results/', 'playwright-report/', '.capture/', 'examples/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vite.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: MAX_FILE_LINES }],
      'no-console': 'error',
    },
  },
  {
    // Tests too are checked by `npm run architecture`, which exempts the functions that only register tests.
    ignores: ['**/*.{test,case,spec,bench,fuzz}.{ts,tsx}', '**/testing/**'],
    rules: { 'max-lines-per-function': ['error', { max: MAX_FUNCTION_LINES, IIFEs: true }] },
  },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
)
