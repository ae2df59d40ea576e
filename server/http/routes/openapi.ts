/** Serves the OpenAPI document, which is made from the contract at the first request. */
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.js'
import { publicAssetHeaders } from '../securityHeaders.js'
import { createDocument } from '../openapi/document.js'
import type { Variables } from '../context.js'
import { respondJson } from '../respond.js'

export function openApiRoutes({ config }: Pick<Dependencies, 'config'>) {
  let document: ReturnType<typeof createDocument> | undefined
  return new Hono<{ Variables: Variables }>().get('/openapi.json', (c) => {
    document ??= createDocument(config.publicUrl)
    return respondJson(c, document, 200, publicAssetHeaders)
  })
}
