/** What a page's developer is told, in English; the cardholder reads the catalogue. */
export const developerMessages = {
  noAnswer: 'The capture server’s answer did not come, or was not one of this version.',
  noScript: 'A script of the form’s did not come from the capture server.',
  expired: 'The session has expired.',
  used: 'This session has its token already.',
  readBack: 'The cardholder wants to change what was read back.',
}
