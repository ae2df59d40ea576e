/** A page that defines the element. */
import 'ingo-capture/element'
