/** The value that the element has in its `<form>`. */
export type FormValue = {
  set: (value: string | null) => void
  connect: () => void
  disconnect: () => void
}

/**
 * `clear` is called when the form is reset. Safari before 16.4 and jsdom have no `setFormValue`. There, listeners of the
 * form's `formdata` and `reset` events replace it.
 */
export function createFormValue(element: HTMLElement, clear: () => void): FormValue {
  const { attachInternals } = element as Partial<HTMLElement>
  const internals = attachInternals?.call(element) as Partial<ElementInternals> | undefined
  let current: string | null = null
  let form: HTMLElement | null = null

  function append({ formData }: FormDataEvent): void {
    const name = element.getAttribute('name')
    if (name && current !== null) formData.append(name, current)
  }

  return {
    set(value) {
      current = value
      internals?.setFormValue?.(value)
    },
    connect() {
      if (internals?.setFormValue) return
      const id = element.getAttribute('form')
      form = id === null ? element.closest('form') : document.getElementById(id)
      form?.addEventListener('formdata', append)
      form?.addEventListener('reset', clear)
    },
    disconnect() {
      form?.removeEventListener('formdata', append)
      form?.removeEventListener('reset', clear)
    },
  }
}
