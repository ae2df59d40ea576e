// `npm start`: installs and builds what is missing, then runs the demo in this process: a signal to npm ends it too.
await import('./setup.mjs')
// This module reads the argument `demo` from the command line.
await import('../dist/server/cli.js')
