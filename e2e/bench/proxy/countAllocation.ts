/**
 * A process of the bench loads this module before its own code. It counts the bytes that the process allocates
 * on V8's heap between two messages of the bench: the heap before each garbage collection, minus the heap
 * after the previous one.
 */
import { getHeapStatistics, GCProfiler } from 'node:v8'

let profiler: GCProfiler | undefined
let usedAtStart = 0

process.on('message', () => {
  if (!profiler) {
    usedAtStart = getHeapStatistics().used_heap_size
    profiler = new GCProfiler()
    profiler.start()
    return
  }
  const usedAtEnd = getHeapStatistics().used_heap_size
  const { statistics } = profiler.stop()
  profiler = undefined
  let left = usedAtStart
  let allocated = 0
  for (const { beforeGC, afterGC } of statistics) {
    allocated += beforeGC.heapStatistics.usedHeapSize - left
    left = afterGC.heapStatistics.usedHeapSize
  }
  process.send?.(allocated + usedAtEnd - left)
})
