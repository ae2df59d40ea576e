import { Component, CUSTOM_ELEMENTS_SCHEMA, inject, InjectionToken, signal } from '@angular/core'
import 'ingo-capture/element'
import { confirmCard, requestUrl } from './backend'

const FAILURE = 'The form is not available. Please reload the page.'

/** The url of the order's session when the app starts; undefined if the backend did not answer. */
export const SESSION_URL = new InjectionToken<string | undefined>('The url of the session')

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Your payout</h1>
      @if (url) {
        <ingo-capture
          [url]="url"
          [renew]="renew"
          (token)="confirm()"
          (error)="report($event)"
          (loaderror)="showFailure()"
        />
      }
      <p role="status">{{ status() }}</p>
    </main>
  `,
})
export class Payout {
  readonly url = inject(SESSION_URL)
  /** Called when the session ends. The form keeps what was typed. */
  readonly renew = requestUrl
  readonly status = signal(this.url ? '' : FAILURE)

  /** The event is a hint: the backend reads the token itself. */
  async confirm(): Promise<void> {
    const saved = await confirmCard()
    this.status.set(saved ? 'Your card is saved.' : 'Your card could not be saved. Please reload the page.')
  }

  /** The form itself tells the customer what to do. */
  report({ detail }: CustomEvent<{ code: string }>): void {
    console.warn(detail.code)
  }

  showFailure(): void {
    this.status.set(FAILURE)
  }
}
