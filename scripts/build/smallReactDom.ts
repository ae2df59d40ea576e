import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** Functions that no file of the frame needs. They throw an error, so that a first use is noticed. */
const rejected = [
  // Hooks: useActionState, useFormState, useTransition, useDeferredValue, useOptimistic, useCacheRefresh and the compiler's.
  ...[
    'mountActionState',
    'updateActionState',
    'rerenderActionState',
    'startTransition',
    'mountDeferredValueImpl',
  ],
  ...['updateDeferredValueImpl', 'dispatchOptimisticSetState', 'refreshCache', 'useMemoCache'],
  // Portals, refs of fragments, and props of custom elements.
  ...['createFiberFromPortal', 'FragmentInstance', 'setPropOnCustomElement'],
]

/**
 * Functions that do nothing in a form without these features. They don't throw, because React calls some of them at
 * each update or event. The types of elements that lead to the others are rejected below.
 */
const omitted = [
  // Suspense, its list and Activity, with the code that hides and shows their content.
  ...['updateSuspenseComponent', 'updateSuspenseListComponent', 'updateActivityComponent'],
  ...['updateOffscreenComponent', 'cutOffTailIfNeeded', 'findFirstSuspended', 'attachSuspenseRetryListeners'],
  ...[
    'commitSuspenseHydrationCallbacks',
    'commitActivityHydrationCallbacks',
    'registerSuspenseInstanceRetry',
  ],
  ...['retryDehydratedSuspenseBoundary', 'clearHydrationBoundary', 'hideOrUnhideAllChildren'],
  ...['recursivelyTraverseDisappearLayoutEffects', 'recursivelyTraverseReappearLayoutEffects'],
  ...['commitOffscreenPassiveMountEffects', 'recursivelyTraverseReconnectPassiveEffects'],
  ...['recursivelyTraverseAtomicPassiveEffects', 'recursivelyTraverseDisconnectPassiveEffects'],
  ...['getSuspenseInstanceFromFiber', 'getActivityInstanceFromFiber'],
  // View transitions.
  ...['trackEnterViewTransitions', 'commitEnterViewTransitions', 'commitExitViewTransitions'],
  ...['commitNestedViewTransitions', 'restoreEnterOrExitViewTransitions', 'restoreNestedViewTransitions'],
  ...['applyViewTransitionToHostInstances', 'commitAfterMutationEffectsOnFiber', 'startViewTransition'],
  ...['getViewTransitionName', 'getViewTransitionClassName', 'createViewTransitionInstance'],
  // Refs of fragments.
  ...['commitNewChildToFragmentInstances', 'commitFragmentInstanceInsertionEffects'],
  ...['commitFragmentInstanceDeletionEffects', 'traverseVisibleInstancesAndTextInstances'],
  // Elements of the document's head, which React would hoist and wait for; html, head and body.
  ...[
    'getResource',
    'acquireResource',
    'mountHoistable',
    'createHoistableInstance',
    'getHydratableHoistableCache',
  ],
  ...[
    'preloadResourceAndSuspendIfNeeded',
    'preloadInstanceAndSuspendIfNeeded',
    'accumulateSuspenseyCommitOnFiber',
  ],
  ...['commitHostSingletonAcquisition', 'resolveSingletonInstance', 'releaseSingletonInstance'],
  // memo and forwardRef.
  ...['updateMemoComponent', 'updateSimpleMemoComponent', 'updateForwardRef'],
  // Actions of forms, and transitions.
  ...['extractEvents$1', 'startHostTransition', 'TransitionAwareHostComponent', 'recursivelyResetForms'],
  ...['updateOptimisticImpl', 'defaultOnDefaultTransitionIndicator'],
  // The events onSelect, onBeforeInput, onMouseEnter, onMouseLeave and those of pointers, and events of old browsers.
  ...['constructSelectEvent', 'getNativeBeforeInputChars', 'getFallbackBeforeInputChars'],
  ...['accumulateEnterLeaveListenersForEvent', 'isFallbackCompositionEnd', 'getData'],
  'handleEventsForInputEventPolyfill',
  // The order in which a page asks to hydrate, and the names of components in errors: no file reads these.
  ...['attemptExplicitHydrationTarget', 'getComponentNameFromType', 'describeFiber'],
]

const replacements: Replacement[] = [
  [
    /^"use strict";$/m,
    '$&\nfunction leftOut() { throw Error("scripts/build/smallReactDom.ts leaves this out."); }',
  ],
  ...rejected.map((name) => replaceBody(name, 'leftOut();')),
  ...omitted.map((name) => replaceBody(name, '')),
  // Types of elements: Suspense and similar ones, memo, forwardRef and lazy, elements of the head, html, head and body.
  ...['ACTIVITY', 'SUSPENSE', 'SUSPENSE_LIST', 'VIEW_TRANSITION'].map(rejectType('return \\([^]*?\\)')),
  ...['FORWARD_REF', 'MEMO', 'LAZY'].map(rejectType('fiberTag = \\d+')),
  [
    /\? 26\s+: "html" === type \|\| "head" === type \|\| "body" === type\s+\? 27/,
    '|| /^(html|head|body)$/.test(type) ? leftOut()',
  ],
  // A function as the action of a form.
  [/(case "formAction":\s+if \("function" === typeof value\) )\{[^]*?\n {6}\} else/, '$1leftOut(); else'],
  // Nothing delays a commit.
  replaceBody('waitForCommitToBeReady', 'return null;'),
  // Component stacks.
  replaceBody('getStackByFiberInDevAndProd', 'return "";'),
  [/^FragmentInstance\.prototype\.\w+ = [^]*?^\};$/gm, ''],
  [/^ReactSharedInternals\.S = [^]*?^\};$/m, 'ReactSharedInternals.S = leftOut;'],
  [/^ReactDOMSharedInternals\.findDOMNode = [^]*?^\};$/m, ''],
  [/^ReactDOMHydrationRoot\.prototype\.unstable_scheduleHydration = [^]*?^\};$/m, ''],
  // The functions of the module react-dom, which no file of the frame imports, and what they call here.
  [
    /ReactDOM = require\("react-dom"\)/,
    'ReactDOM = { __DOM_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE: { p: 0 } }',
  ],
  [/^var previousDispatcher = [^]*?^\};$/m, ''],
]

/** Replaces what a function does. */
function replaceBody(name: string, body: string): Replacement {
  const escaped = name.replace('$', '\\$')
  return [new RegExp(`^(function ${escaped})\\([^]*?^\\}$`, 'm'), `$1() { ${body} }`]
}

function rejectType(statement: string): (name: string) => Replacement {
  return (name) => [
    new RegExp(`case REACT_${name}_TYPE:\\s+${statement};`),
    `case REACT_${name}_TYPE: return leftOut();`,
  ]
}

/**
 * Leaves out of react-dom the third that the form does not use: kinds of elements, hooks and events. The rest renders
 * the form as react-dom itself does.
 */
export const smallReactDom: Plugin = {
  name: 'small-react-dom',
  enforce: 'pre',
  transform(code, id) {
    if (id.endsWith('/react-dom/cjs/react-dom.production.js'))
      throw new Error(
        'scripts/build/smallReactDom.ts leaves out the module react-dom: import react-dom/client.',
      )
    if (!id.endsWith('/react-dom/cjs/react-dom-client.production.js')) return undefined
    return { code: replaceOrThrow('react-dom', code, replacements), map: null }
  },
}
