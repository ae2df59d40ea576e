import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Vue's compiler must not look for a component of this name.
const compilerOptions = { isCustomElement: (tag: string) => tag === 'ingo-capture' }

// While you develop, the page has the origin of the built one, and your backend listens on another port.
const server = { port: 3000, strictPort: true, proxy: { '/api': 'http://localhost:3001' } }

export default defineConfig({ server, plugins: [vue({ template: { compilerOptions } })] })
