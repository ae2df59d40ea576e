// `npm test`: installs and builds what is missing, then runs the unit tests and the core specs in Chromium.
import { runStep } from './runStep.mjs'

// Reads --browsers from the command line.
await import('./setup.mjs')
await runStep('Unit tests', 'npm', ['run', '--silent', 'test:unit'])
await runStep('Specs in Chromium', 'npm', ['run', '--silent', 'test:e2e'])
