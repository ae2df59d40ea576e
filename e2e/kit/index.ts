/**
 * The published entry `ingo-capture/playwright`: drives the form in a test without knowledge of its markup.
 * It waits for states that the page shows, never for a fixed time.
 */
export { accounts, beneficiaryAccounts } from './accounts.js'
export { captureFrame, type CaptureFrame } from './captureFrame.js'
export { captureFixtures, type CaptureFixtures } from './fixtures.js'
export type { CardField, CardValues, CheckValues } from './form.js'
export type { FormState, MessageCode } from './names.js'
export { validBeneficiary, validCard } from './values.js'
