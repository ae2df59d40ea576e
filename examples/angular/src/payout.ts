import { Component, CUSTOM_ELEMENTS_SCHEMA, inject, InjectionToken, signal } from '@angular/core'
import 'ingo-capture/element'
import { confirmCard, requestUrl } from './backend'

/** The url of the order's session when the app starts. */
export const SESSION_URL = new InjectionToken<string>('The url of the session')

@Component({
  selector: 'app-payout',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Your payout</h1>
      <ingo-capture
        [url]="url"
        [renew]="renew"
        (token)="confirm()"
        (error)="report($event)"
        (loaderror)="showFailure()"
      />
      <p role="status">{{ status() }}</p>
    </main>
  `,
})
export class Payout {
  readonly url = inject(SESSION_URL)
  /** Asked when the session ends: what was typed stays. */
  readonly renew = requestUrl
  readonly status = signal('')

  /** The event is a hint: the backend reads the token itself. */
  async confirm(): Promise<void> {
    const saved = await confirmCard()
    this.status.set(saved ? 'Your card is saved.' : 'Your card could not be saved. Please reload the page.')
  }

  /** The form says to the customer what to do. */
  report({ detail }: CustomEvent<{ code: string }>): void {
    console.warn(detail.code)
  }

  showFailure(): void {
    this.status.set('The form is not available. Please reload the page.')
  }
}
