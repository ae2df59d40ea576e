/** The lower bound of the comparison: four controlled React inputs and nothing else. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

const names = ['account', 'expiration_date', 'cvv', 'recipient_zip']

function Field({ name }: { name: string }) {
  const [value, setValue] = useState('')
  return (
    <label>
      {name}
      <input
        name={name}
        value={value}
        onChange={(event) => {
          setValue(event.target.value)
        }}
      />
    </label>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <form>
      {names.map((name) => (
        <Field key={name} name={name} />
      ))}
    </form>,
  )
}
