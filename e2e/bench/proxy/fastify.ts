/**
 * Fastify as a bare proxy. Optional: `npm install --no-save fastify @fastify/http-proxy`.
 * Arguments: its port, the gateway's URL.
 */
type Fastify = (options: object) => {
  register: (plugin: unknown, options: object) => void
  listen: (options: object) => Promise<string>
}

const [port, upstream] = process.argv.slice(2)
/** Imports by a name that the compiler can't resolve: neither package is a dependency. */
const load = async (name: string) => ((await import(name)) as { default: unknown }).default

const app = ((await load('fastify')) as Fastify)({ logger: false })
app.register(await load('@fastify/http-proxy'), {
  upstream,
  prefix: '/v1/captures',
  rewritePrefix: '/gateway/verify--card',
  undici: { allowH2: false },
})
await app.listen({ port: Number(port), host: '127.0.0.1' })
