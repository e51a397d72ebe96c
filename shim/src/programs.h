/*
 * The programs that main.c picks from. Each gets argv with its own name first; the value is the exit
 * code. tool_main gets the tool's name as argv[0] when a link picked it ("cargo"), else "tool" and
 * the tool's name as argv[1].
 */
#ifndef PROGRAMS_H
#define PROGRAMS_H

int keeper_main(int argc, char **argv);
int inside_main(int argc, char **argv);
int login_main(int argc, char **argv);
int tool_main(int argc, char **argv);
int hook_main(int argc, char **argv);

#endif
