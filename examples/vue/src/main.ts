import { createApp } from 'vue'
import { requestUrl } from './backend'
import Payout from './Payout.vue'

// Before the app is made, not in a hook of a component: a hook runs again at each mount.
// If the backend does not answer, the url is undefined, and the page shows a message in place of the form.
const url = await requestUrl().catch(() => undefined)

createApp(Payout, { url }).mount('#app')
