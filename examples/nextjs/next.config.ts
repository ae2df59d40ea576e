import type { NextConfig } from 'next'

// create-next-app turns this on.
const config: NextConfig = { cacheComponents: true }

export default config
