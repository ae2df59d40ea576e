import { secretNames, type Environment } from '../config/environment.js'

/** This process's environment. The secrets are removed from it, so that no dump and no child inherits them. */
export function takeEnvironment(): Environment {
  const environment = { ...process.env }
  for (const name of secretNames) Reflect.deleteProperty(process.env, name)
  return environment
}
