import { mount } from 'svelte'
import { requestUrl } from './backend'
import Payout from './Payout.svelte'

// Before the component is mounted, not in an $effect: an effect runs again at each mount.
// Without an answer there is no url, and the page says that it has no form.
const url = await requestUrl().catch(() => undefined)

mount(Payout, { target: document.querySelector('#app') as HTMLElement, props: { url } })
