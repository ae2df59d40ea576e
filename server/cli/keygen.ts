import { generateKeys } from '../config/keygen.js'
import { print, type Command } from './command.js'

/** `ingo-capture-server keygen` */
export const keygenCommand: Command = {
  description: 'prints a new secret key and a new sealing key',
  run() {
    for (const [name, key] of Object.entries(generateKeys())) print(`${name}=${key}`)
    return Promise.resolve(0)
  },
}
