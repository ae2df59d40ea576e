/** The published entry `ingo-capture-server`. */
export { ConfigError, type Environment } from './config/environment.js'
export { createApp, type EmbeddedServer, type EmbeddingOptions } from './embed.js'
