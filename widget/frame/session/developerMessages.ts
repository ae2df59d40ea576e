/** Messages for the page's developer, in English; the cardholder reads those of `i18n/`. */
export const developerMessages = {
  noResponse: 'The capture server’s answer did not come, or was not one of this version.',
  unconnected: 'No page has connected to the form: its iframe is a copy, or the page’s SDK does not run.',
  chunkFailed: 'A script of the form’s did not come from the capture server.',
  expired: 'The session has expired.',
  unresolved: 'The outcome of an earlier submit in this session is unknown.',
  used: 'This session has its token already.',
  notConfirmed: 'The cardholder wants to change what was read back.',
  unstyled: 'The form’s style sheet was removed or blocked.',
}
