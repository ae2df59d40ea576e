/** Defines the element. */
import 'ingo-capture/element'
