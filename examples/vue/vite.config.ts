import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Vue's compiler must not look for a component of this name.
const compilerOptions = { isCustomElement: (tag: string) => tag === 'ingo-capture' }

export default defineConfig({ plugins: [vue({ template: { compilerOptions } })] })
