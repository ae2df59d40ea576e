/** The one polite live region. */
import { useState } from 'react'
import { createStore, useStore, type ExternalStore } from './externalStore.js'

type Announcement = { message: string; key: number }
export type Announcer = ExternalStore<Announcement> & { announce: (message: string) => void }

export function useAnnouncer(): Announcer {
  const [announcer] = useState(createAnnouncer)
  return announcer
}

function createAnnouncer(): Announcer {
  const announcements = createStore<Announcement>({ message: '', key: 0 })
  return {
    ...announcements,
    announce(message) {
      announcements.set({ message, key: announcements.current().key + 1 })
    },
  }
}

/** A new element for each announcement, so that a repeated message is announced again. */
export function LiveRegion({ announcer }: { announcer: Announcer }) {
  const { message, key } = useStore(announcer)
  return (
    <p className="spoken" role="status">
      <span key={key}>{message}</span>
    </p>
  )
}
