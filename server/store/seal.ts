/**
 * Seals the results in the store: tokens, the gateway's answers, and the hashes of contents. A dump of the store
 * without CAPTURE_SEALING_KEYS shows none of them. AES-256-GCM with a random nonce of 96 bits.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomFillSync,
  type KeyObject,
} from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** No key of CAPTURE_SEALING_KEYS has the id of the key that sealed the value. */
export class MissingSealingKeyError extends Error {
  override readonly name = 'MissingSealingKeyError'

  constructor() {
    super(
      'CAPTURE_SEALING_KEYS lacks the key that sealed this value. Add the old key again, behind the new one.',
    )
  }
}

/** The place of a value in the store. It is authenticated, so that a sealed value can't be moved to another place. */
type Place = readonly string[]

export type Sealer = {
  /** `<key id>.<base64url of nonce, ciphertext and tag>`, of the value as JSON. */
  seal: (value: unknown, ...place: Place) => string
  /** Throws MissingSealingKeyError. */
  open: (sealed: string, ...place: Place) => unknown
  /** The ids of all keys. The first key seals. */
  keyIds: () => string[]
}

/**
 * What `open` returns for each item. One whose sealing key is missing must hold back no other: it is left out, and
 * MissingSealingKeyError is thrown only if no item can be opened. `onMissing` gets each item that is left out.
 */
export function openEach<Item, Opened>(
  items: Item[],
  open: (item: Item) => Opened,
  onMissing: (item: Item) => void = () => undefined,
): Opened[] {
  let missing: MissingSealingKeyError | undefined
  const opened = items.flatMap((item) => {
    try {
      return [open(item)]
    } catch (error) {
      if (!(error instanceof MissingSealingKeyError)) throw error
      missing = error
      onMissing(item)
      return []
    }
  })
  if (missing && opened.length === 0) throw missing
  return opened
}

/** `key` is a KeyObject: for a Buffer, Node 24 throws and catches two errors in each cipher, which is slow. */
type DerivedKey = { id: string; key: KeyObject }

/** `sealingKeys` returns the current keys, because a reload may replace them. The first key seals; all keys open. */
export function createSealer(sealingKeys: () => Buffer[]): Sealer {
  const derived = new WeakMap<Buffer, DerivedKey>()

  function getKey(sealingKey: Buffer): DerivedKey {
    const key = derived.get(sealingKey) ?? deriveKey(sealingKey)
    derived.set(sealingKey, key)
    return key
  }

  return {
    seal(value, ...place) {
      const [newest] = sealingKeys()
      if (!newest) throw new MissingSealingKeyError()
      const { id, key } = getKey(newest)
      const nonce = randomFillSync(Buffer.allocUnsafe(NONCE_BYTES))
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(JSON.stringify(place)))
      const ciphertext = cipher.update(JSON.stringify(value), 'utf8')
      // In GCM `final` returns no bytes.
      cipher.final()
      return `${id}.${Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]).toString('base64url')}`
    },
    open(sealed, ...place) {
      const [id, encoded = ''] = sealed.split('.')
      const known = sealingKeys()
        .map(getKey)
        .find((key) => key.id === id)
      if (!known) throw new MissingSealingKeyError()
      const bytes = Buffer.from(encoded, 'base64url')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv(CIPHER, known.key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(JSON.stringify(place)))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)).toString()
      // Throws if the tag is wrong.
      decipher.final()
      return JSON.parse(text) as unknown
    },
    keyIds: () => sealingKeys().map((sealingKey) => getKey(sealingKey).id),
  }
}

/** HKDF (RFC 5869), so that neither the key nor its id reveals the sealing key, which also seals sessions. */
function deriveKey(sealingKey: Buffer): DerivedKey {
  const derive = (info: string, bytes: number) => Buffer.from(hkdfSync('sha256', sealingKey, '', info, bytes))
  return {
    id: derive('ingo-capture: id of the key of stored results', 4).toString('hex'),
    key: createSecretKey(derive('ingo-capture: stored results', 32)),
  }
}
