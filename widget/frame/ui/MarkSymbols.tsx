import type { Brand } from '../../../contract/session.js'
import { marks } from './marks.js'
import { markId } from './symbols.js'

/** All brand marks as SVG symbols. The build puts them into the document, where `<use>` refers to them by id. */
export function MarkSymbols() {
  return (
    <svg className="symbols">
      {(Object.keys(marks) as Brand[]).map((brand) => (
        <symbol key={brand} id={markId(brand)} viewBox={marks[brand].viewBox}>
          {marks[brand].paths.map(([fill, d]) => (
            <path key={d} fill={fill} d={d} />
          ))}
        </symbol>
      ))}
    </svg>
  )
}
