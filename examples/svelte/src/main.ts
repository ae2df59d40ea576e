import { mount } from 'svelte'
import { requestUrl } from './backend'
import Payout from './Payout.svelte'

// Before the component is mounted, not in an $effect: an effect runs again at each mount.
const url = await requestUrl()

mount(Payout, { target: document.querySelector('#root') as HTMLElement, props: { url } })
