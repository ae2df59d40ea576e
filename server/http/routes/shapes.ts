/** For the merchant's backend and `doctor --shapes`: the undocumented keys and types in the gateway's responses. */
import { Hono } from 'hono'
import type { ShapeList } from '../../../contract/shapes.js'
import { authenticateMerchant } from '../authenticate.js'
import type { Variables } from '../context.js'
import type { Dependencies } from '../dependencies.js'
import { respondJson } from '../respond.js'

export function shapeRoutes({ config, shapes }: Dependencies) {
  return new Hono<{ Variables: Variables }>().get('/', (c) => {
    authenticateMerchant(c, config)
    return respondJson(c, shapes.list() satisfies ShapeList)
  })
}
