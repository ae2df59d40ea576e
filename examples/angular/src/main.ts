import { bootstrapApplication } from '@angular/platform-browser'
import { requestUrl } from './backend'
import { Payout, SESSION_URL } from './payout'

// Before the app is bootstrapped, not in ngOnInit: a component is initialized again at each visit of its route.
const url = await requestUrl()

await bootstrapApplication(Payout, { providers: [{ provide: SESSION_URL, useValue: url }] })
