// @vitest-environment jsdom
import { describeFakeForm } from './fakeForm.case.js'

describeFakeForm(/jsdom/)
