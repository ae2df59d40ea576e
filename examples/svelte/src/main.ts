import { mount } from 'svelte'
import { requestUrl } from './backend'
import Payout from './Payout.svelte'

// Before the component is mounted, not in an $effect: an effect runs again at each mount.
// If the backend does not answer, the url is undefined, and the page shows a message in place of the form.
const url = await requestUrl().catch(() => undefined)

mount(Payout, { target: document.querySelector('#app') as HTMLElement, props: { url } })
