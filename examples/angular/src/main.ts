import { bootstrapApplication } from '@angular/platform-browser'
import { requestUrl } from './backend'
import { FIRST_URL, Payout } from './payout'

// Before the app is bootstrapped, not in ngOnInit: a component is initialized again at each visit of its route.
const firstUrl = await requestUrl()

await bootstrapApplication(Payout, { providers: [{ provide: FIRST_URL, useValue: firstUrl }] })
