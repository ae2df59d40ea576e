import { createApp } from 'vue'
import { requestUrl } from './backend'
import Payout from './Payout.vue'

// Before the app is made, not in a hook of a component: a hook runs again at each mount.
const url = await requestUrl()

createApp(Payout, { url }).mount('#root')
