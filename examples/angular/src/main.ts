import { bootstrapApplication } from '@angular/platform-browser'
import { requestUrl } from './backend'
import { Payout, SESSION_URL } from './payout'

// Before the app is bootstrapped, not in ngOnInit: a component is initialized again at each visit of its route.
// If the backend does not answer, the url is undefined, and the page shows a message in place of the form.
const url = await requestUrl().catch(() => undefined)

await bootstrapApplication(Payout, { providers: [{ provide: SESSION_URL, useValue: url }] })
