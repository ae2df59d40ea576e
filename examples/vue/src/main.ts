import { createApp } from 'vue'
import { requestUrl } from './backend'
import Payout from './Payout.vue'

// Before the app is made, not in a hook of a component: a hook runs again at each mount.
// Without an answer there is no url, and the page says that it has no form.
const url = await requestUrl().catch(() => undefined)

createApp(Payout, { url }).mount('#app')
