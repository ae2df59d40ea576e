/** The form's single polite live region. */
import { useState } from 'react'
import { createStore, useStore, type ExternalStore } from './externalStore.js'

type Announcement = { message: string; key: number }
/** Announces messages to screen readers. It is a store, so that an announcement renders only the live region. */
type Announcer = ExternalStore<Announcement> & { announce: (message: string) => void }

/** One announcer for the lifetime of the component. */
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

/** Renders a new element for each announcement, so that a repeated message is announced again. */
export function LiveRegion({ announcer }: { announcer: Announcer }) {
  const { message, key } = useStore(announcer)
  return (
    <p className="spoken" role="status">
      <span key={key}>{message}</span>
    </p>
  )
}
