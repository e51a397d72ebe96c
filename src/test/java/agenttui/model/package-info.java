/// A scripted model server for tests and demonstrations: it speaks the APIs of the four agents and
/// answers by a script that a person writes. [ModelServer] is the front door, [Script] says what
/// scripts look like.
package agenttui.model;
