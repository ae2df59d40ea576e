/** The one polite live region. */
import { useState } from 'react'
import { createStore, useStore, type Store } from './externalStore.js'

type Announcement = { sentence: string; turn: number }
export type Announcer = Store<Announcement> & { announce: (sentence: string) => void }

export function useAnnouncer(): Announcer {
  const [announcer] = useState(createAnnouncer)
  return announcer
}

function createAnnouncer(): Announcer {
  const announcements = createStore<Announcement>({ sentence: '', turn: 0 })
  return {
    ...announcements,
    announce(sentence) {
      announcements.set({ sentence, turn: announcements.current().turn + 1 })
    },
  }
}

/** A new element for each turn: the same sentence is said again. */
export function Spoken({ announcer }: { announcer: Announcer }) {
  const { sentence, turn } = useStore(announcer)
  return (
    <p className="spoken" role="status">
      <span key={turn}>{sentence}</span>
    </p>
  )
}
