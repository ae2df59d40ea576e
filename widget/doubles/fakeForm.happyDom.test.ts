// @vitest-environment happy-dom
import { describeFakeForm } from './fakeForm.case.js'

describeFakeForm(/HappyDOM/)
