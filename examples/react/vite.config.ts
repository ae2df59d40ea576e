import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// While you develop, the page has the origin of the built one, and your backend listens on another port.
const server = { port: 3000, strictPort: true, proxy: { '/api': 'http://localhost:3001' } }

export default defineConfig({ server, plugins: [react()] })
