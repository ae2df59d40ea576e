/**
 * Templates that use `<ingo-capture>`, for the package's test. Each framework has a right one, and a wrong one that its
 * compiler has to reject.
 */

/** Compiles with React 18 and 19. */
const react = `import { Capture } from 'ingo-capture/react'
import type { IngoCaptureElement } from 'ingo-capture/element'
import { useRef } from 'react'
export function Pay({ url }: { url: string }) {
  const form = useRef<IngoCaptureElement>(null)
  return <ingo-capture ref={form} url={url} class="a" locale="es" submit-button="false" id="b" data-test="c" aria-label="d" />
}
export const capture = <Capture url="" id="a" className="b" style={{ margin: 1 }} role="group" data-test="c" aria-label="d" />
export const spread = { 'data-test': 'a', 'aria-label': 'b' }
export const spreading = <Capture url="" {...spread} onToken={({ customer_account_token }) => customer_account_token} />
declare const absent: undefined
const unset = { id: absent, className: absent, style: absent, role: absent, onToken: absent, onRenew: absent }
const options = { locale: absent, appearance: absent, messages: absent, submitButton: absent, title: absent, fonts: absent }
// With exactOptionalPropertyTypes too, a value that the page does not have may be passed on.
export const empty = <Capture url={absent} {...unset} {...options} />
export const emptyElement = <ingo-capture url={absent} locale={absent} class={absent} submit-button={absent} />
// @ts-expect-error the SDK sets this attribute
export const own = <Capture url="" data-capture-state="ready" />
// @ts-expect-error no event reaches this handler
export const camel = <ingo-capture onError={() => undefined} />
// @ts-expect-error React removes the attribute, and the button stays
export const button = <ingo-capture submit-button={false} />
`

/** React 18 never calls a custom element's event handlers, and sets every prop as an attribute. */
export const react18Consumer = `${react}
// @ts-expect-error never called
export const handler = <ingo-capture ontoken={() => undefined} />
// @ts-expect-error would be "[object Object]"
export const object = <ingo-capture appearance={{ theme: 'flat' }} />
// @ts-expect-error would be the attribute "classname"
export const className = <ingo-capture className="a" />
`

export const react19Consumer = `${react}
export const handler = <ingo-capture className="a" ontoken={({ detail }) => detail.customer_account_token} />
export const object = <ingo-capture appearance={{ theme: 'flat' }} onerror={({ detail }) => detail.code} />
// @ts-expect-error no such event
export const event = <ingo-capture ontokn={() => undefined} />
// @ts-expect-error no such theme
export const theme = <ingo-capture appearance={{ theme: 'pink' }} />
`

export const vueConsumer = `<script setup lang="ts">
import 'ingo-capture/element'
import { useTemplateRef } from 'vue'
defineProps<{ url?: string | null }>()
const emit = defineEmits<{ done: [token: string] }>()
const form = useTemplateRef('form')
const pay = () => form.value?.submit().then(({ customer_account_token }) => customer_account_token)
</script>
<template>
  <ingo-capture
    ref="form"
    id="payout"
    class="form"
    :style="{ margin: '1rem' }"
    data-test="form"
    aria-label="Card"
    :url="url"
    locale="es"
    title="Card"
    :submit-button="false"
    :appearance="{ theme: 'flat' }"
    @token="({ detail }) => emit('done', detail.customer_account_token.trim())"
    @loaderror="({ detail }) => detail.code.trim()"
    @error="({ detail }) => detail.code.trim()"
    @click="({ clientX }) => clientX.toFixed()"
  />
  <ingo-capture :url="null" submit-button="false" @resize.once="({ detail }) => detail.height.toFixed()" />
  <button @click="pay">Pay</button>
</template>
`

export const svelteConsumer = `<script lang="ts">
  import 'ingo-capture/element'
  import type { IngoCaptureElement } from 'ingo-capture/element'
  let { url, onDone }: { url?: string | null; onDone: (token: string) => void } = $props()
  let form: IngoCaptureElement | undefined = $state()
</script>
<ingo-capture
  bind:this={form}
  id="payout"
  class="form"
  style="margin: 1rem"
  data-test="form"
  aria-label="Card"
  {url}
  locale="es"
  title="Card"
  submit-button={false}
  appearance={{ theme: 'flat' }}
  ontoken={({ detail }) => onDone(detail.customer_account_token.trim())}
  onloaderror={({ detail }) => detail.code.trim()}
  onerror={({ detail }) => detail.code.trim()}
  onchangecapture={({ detail }) => detail.complete}
  ontoggle={({ newState }) => newState.trim()}
></ingo-capture>
<ingo-capture url={null} submit-button="false" {@attach (element) => void element.submit()}></ingo-capture>
<button onclick={() => form?.submit()}>Pay</button>
`

/** A component without runes, with the event syntax of Svelte 4. */
export const legacySvelteConsumer = `<script lang="ts">
  export let url: string
</script>
<ingo-capture
  {url}
  on:token={({ detail }) => detail.customer_account_token.trim()}
  on:change={({ detail }) => detail.complete}
></ingo-capture>
`

/** Attributes that each framework's compiler has to reject. */
const wrongVue = [
  '@tokn="() => undefined"',
  '@token="({ detail }) => detail.token"',
  '@error="({ message }) => message"',
  'colour="red"',
  `:appearance="{ theme: 'pink' }"`,
  'submit-button="no"',
  ':url="81"',
]
const wrongSvelte = [
  'ontokn={() => undefined}',
  'ontoken={({ detail }) => detail.token}',
  'onerror={({ message }) => message}',
  // Svelte would never call this handler.
  'onchange={() => undefined}',
  'colour="red"',
  `appearance={{ theme: 'pink' }}`,
  'submit-button="no"',
  'url={81}',
]

/** Puts one element in each line, from the second line on. */
function listElements(attributes: string[]): string {
  return attributes.map((attribute) => `<ingo-capture ${attribute}></ingo-capture>`).join('\n')
}

/** The wrong component of each framework, and the lines with a mistake. */
export const wrongComponents = {
  vue: {
    text: `<script setup lang="ts"></script><template>\n${listElements(wrongVue)}\n</template>`,
    lines: wrongVue.map((_, index) => index + 2),
  },
  svelte: {
    text: `<script lang="ts"></script>\n${listElements(wrongSvelte)}`,
    lines: wrongSvelte.map((_, index) => index + 2),
  },
}
