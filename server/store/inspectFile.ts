/** Checks the store's file without opening it as a database, because a running server may own it. */
import { accessSync, closeSync, constants, existsSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import { checkDatabaseFile } from '../config/privateFile.js'
import { isReadable, VERSION } from './libsqlFile.js'
import { ForeignFileError, storeOpenError, StoreVersionError } from './openError.js'

/** The first bytes of a database's file (https://sqlite.org/fileformat.html, 1.3). */
const MAGIC = 'SQLite format 3\0'
const HEADER_BYTES = 100
const USER_VERSION_OFFSET = 60

/** Throws an error of one line if a server couldn't use the file. Changes nothing. */
export function inspectFile(file: string): void {
  try {
    checkDatabaseFile(file)
    if (existsSync(file)) checkHeader(readHeader(file))
    else accessSync(existingFolder(file), constants.W_OK | constants.X_OK)
  } catch (error) {
    throw storeOpenError(error)
  }
}

function readHeader(file: string): Buffer {
  // Opens for writing too, to detect a missing permission.
  const descriptor = openSync(file, 'r+')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    return header.subarray(0, readSync(descriptor, header, 0, HEADER_BYTES, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** An empty file is a new store. The version is 0 until the write-ahead log has been moved into the file. */
function checkHeader(header: Buffer): void {
  if (header.length === 0) return
  if (!header.toString('latin1').startsWith(MAGIC) || header.length < HEADER_BYTES)
    throw new ForeignFileError()
  const version = header.readUInt32BE(USER_VERSION_OFFSET)
  if (!isReadable(version)) throw new StoreVersionError(version, VERSION)
}

function existingFolder(path: string): string {
  const folder = dirname(path)
  return existsSync(folder) ? folder : existingFolder(folder)
}
