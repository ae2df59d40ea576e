import type { NextConfig } from 'next'

// create-next-app sets this option.
const config: NextConfig = { cacheComponents: true }

export default config
