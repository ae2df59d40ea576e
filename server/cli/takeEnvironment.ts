import { secretNames, type Environment } from '../config/environment.js'

/** Returns this process's environment, and removes the secrets from it, so that no dump and no child has them. */
export function takeEnvironment(): Environment {
  const environment = { ...process.env }
  for (const name of secretNames) Reflect.deleteProperty(process.env, name)
  return environment
}
