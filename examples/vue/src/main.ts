import { createApp } from 'vue'
import { requestUrl } from './backend'
import Payout from './Payout.vue'

// Before the app is made, not in a hook of a component: a hook runs again at each mount.
const firstUrl = await requestUrl()

createApp(Payout, { firstUrl }).mount('#root')
