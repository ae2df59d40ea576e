import type { AccountType, FrameSession } from '../../../contract/session.js'
import { describePosting } from '../i18n/postingEstimate.js'
import { MethodIcon } from './methodIcons.js'
import type { Choose } from './method.js'
import { useMethodMessages } from './messages.js'
import { RadioOption } from './RadioOption.js'

type Props = {
  types: AccountType[]
  chosen: AccountType
  choose: Choose
  postingTimes: FrameSession['estimated_posting_times']
}

/** The choice of the method. Each option shows its posting time if the session has one, else a short description. */
export function MethodChooser({ types, chosen, choose, postingTimes }: Props) {
  const messages = useMethodMessages()
  const { methods, success } = messages
  const own = { ...messages, success: { ...success, within: methods.within } }
  return (
    <fieldset className="chooser">
      <legend id="methods-legend">{methods.legend}</legend>
      <div className="options tiles">
        {types.map((type) => {
          const key = type === 'open-banking' ? 'open_banking' : type
          const posting = describePosting({ estimated_posting_time: postingTimes?.[key] }, own)
          return (
            <RadioOption
              key={type}
              name="account_type"
              value={type}
              isChosen={type === chosen}
              choose={() => {
                choose({ accountType: type })
              }}
              icon={<MethodIcon type={type} />}
              note={<small lang={posting?.lang}>{posting?.text ?? methods.note[type]}</small>}
            >
              {methods[type]}
            </RadioOption>
          )
        })}
      </div>
    </fieldset>
  )
}
