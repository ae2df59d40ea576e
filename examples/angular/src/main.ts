import { bootstrapApplication } from '@angular/platform-browser'
import { requestUrl } from './backend'
import { Payout, SESSION_URL } from './payout'

// Before the app is bootstrapped, not in ngOnInit: a component is initialized again at each visit of its route.
// Without an answer there is no url, and the page says that it has no form.
const url = await requestUrl().catch(() => undefined)

await bootstrapApplication(Payout, { providers: [{ provide: SESSION_URL, useValue: url }] })
