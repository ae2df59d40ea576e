import type { FrameSession } from '../../../contract/session.js'
import type { Methods } from '../methods/method.js'

/** A session, the server's clock, which came with it, and the forms that it needs beside the card's. */
export type OpenSession = FrameSession & { now: () => number; methods?: Methods }
