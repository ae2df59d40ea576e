/** The one polite live region. */
import { useState } from 'react'

type Announcement = { sentence: string; turn: number }

export function useAnnouncer() {
  const [announcement, setAnnouncement] = useState<Announcement>({ sentence: '', turn: 0 })
  function announce(sentence: string): void {
    setAnnouncement(({ turn }) => ({ sentence, turn: turn + 1 }))
  }
  return { announcement, announce }
}

/** A new element for each turn: the same sentence is said again. */
export function Spoken({ sentence, turn }: Announcement) {
  return (
    <p className="spoken" role="status">
      <span key={turn}>{sentence}</span>
    </p>
  )
}
