package agenttui.server;

import agenttui.command.Command;
import agenttui.command.Registry;
import agenttui.command.agents.ApprovalsVerb;
import agenttui.command.agents.Broadcast;
import agenttui.command.agents.Exec;
import agenttui.command.agents.NetworkVerb;
import agenttui.command.agents.NextWaiting;
import agenttui.command.agents.OutboxVerb;
import agenttui.command.agents.Ps;
import agenttui.command.agents.Rm;
import agenttui.command.agents.Run;
import agenttui.command.agents.ShellVerb;
import agenttui.command.agents.Stop;
import agenttui.command.agents.Why;
import agenttui.command.copy.CopyModeVerb;
import agenttui.command.copy.FindText;
import agenttui.command.copy.FindWindow;
import agenttui.command.copy.ListBuffers;
import agenttui.command.copy.PasteBuffer;
import agenttui.command.copy.SaveBuffer;
import agenttui.command.copy.SetBuffer;
import agenttui.command.copy.ShowBuffer;
import agenttui.command.login.LoginVerb;
import agenttui.command.login.LogoutVerb;
import agenttui.command.machine.AgentsVerb;
import agenttui.command.machine.Audit;
import agenttui.command.machine.DigestVerb;
import agenttui.command.machine.DoctorVerb;
import agenttui.command.machine.ImagesVerb;
import agenttui.command.machine.InfoVerb;
import agenttui.command.machine.Setup;
import agenttui.command.screen.Attach;
import agenttui.command.screen.CapturePane;
import agenttui.command.screen.DetachClient;
import agenttui.command.screen.Help;
import agenttui.command.screen.KillPane;
import agenttui.command.screen.KillServer;
import agenttui.command.screen.KillSession;
import agenttui.command.screen.ListClients;
import agenttui.command.screen.ListPanes;
import agenttui.command.screen.Ls;
import agenttui.command.screen.NewSession;
import agenttui.command.screen.PanelVerb;
import agenttui.command.screen.RenameSession;
import agenttui.command.screen.ResizePane;
import agenttui.command.screen.SelectPane;
import agenttui.command.screen.SendKeys;
import agenttui.command.screen.Signal;
import agenttui.command.screen.SplitWindow;
import agenttui.command.screen.WaitFor;
import agenttui.command.settings.ConfigVerb;
import agenttui.command.settings.FirstRun;
import agenttui.command.settings.KeysVerb;
import agenttui.command.settings.ResetVerb;
import agenttui.command.settings.SendPrefix;
import agenttui.command.settings.ThemeVerb;
import agenttui.command.window.BreakPane;
import agenttui.command.window.ChooseTree;
import agenttui.command.window.CommandPrompt;
import agenttui.command.window.DisplayMenu;
import agenttui.command.window.HasSession;
import agenttui.command.window.JoinPane;
import agenttui.command.window.KillWindow;
import agenttui.command.window.LastPane;
import agenttui.command.window.LastWindow;
import agenttui.command.window.ListWindows;
import agenttui.command.window.MoveWindow;
import agenttui.command.window.NewWindow;
import agenttui.command.window.NextLayout;
import agenttui.command.window.NextWindow;
import agenttui.command.window.PreviousWindow;
import agenttui.command.window.RenameWindow;
import agenttui.command.window.RotateWindow;
import agenttui.command.window.SelectLayout;
import agenttui.command.window.SelectWindow;
import agenttui.command.window.SwapPane;
import agenttui.command.window.SwapWindow;
import agenttui.command.window.SwitchClient;
import agenttui.command.work.ForkVerb;
import agenttui.command.work.Respawn;
import agenttui.command.work.Start;
import java.util.List;

/// Every verb there is, in the order of `--help`.
public final class Verbs {
  private static final List<Class<? extends Command>> ALL =
      List.of(
          NewSession.class,
          Attach.class,
          Ls.class,
          HasSession.class,
          ListClients.class,
          RenameSession.class,
          KillSession.class,
          KillServer.class,
          NewWindow.class,
          KillWindow.class,
          SelectWindow.class,
          NextWindow.class,
          PreviousWindow.class,
          LastWindow.class,
          RenameWindow.class,
          MoveWindow.class,
          SwapWindow.class,
          RotateWindow.class,
          ListWindows.class,
          SplitWindow.class,
          SelectPane.class,
          LastPane.class,
          ResizePane.class,
          SwapPane.class,
          BreakPane.class,
          JoinPane.class,
          SwitchClient.class,
          ChooseTree.class,
          CommandPrompt.class,
          KillPane.class,
          ListPanes.class,
          SelectLayout.class,
          NextLayout.class,
          DisplayMenu.class,
          SendKeys.class,
          CopyModeVerb.class,
          FindText.class,
          FindWindow.class,
          PasteBuffer.class,
          SetBuffer.class,
          ListBuffers.class,
          ShowBuffer.class,
          SaveBuffer.class,
          CapturePane.class,
          WaitFor.class,
          OutboxVerb.class,
          Broadcast.class,
          NextWaiting.class,
          Why.class,
          Signal.class,
          DetachClient.class,
          PanelVerb.class,
          Help.class,
          Start.class,
          ForkVerb.class,
          Respawn.class,
          Ps.class,
          Stop.class,
          Rm.class,
          Run.class,
          Exec.class,
          ShellVerb.class,
          NetworkVerb.class,
          ApprovalsVerb.class,
          LoginVerb.class,
          LogoutVerb.class,
          Setup.class,
          AgentsVerb.class,
          ImagesVerb.class,
          InfoVerb.class,
          DoctorVerb.class,
          Audit.class,
          DigestVerb.class,
          ConfigVerb.class,
          KeysVerb.class,
          ThemeVerb.class,
          ResetVerb.class,
          FirstRun.class,
          SendPrefix.class);

  private Verbs() {}

  /// Loads what the first command line needs, by reading one: a start waits a tenth of its time for
  /// that, unless another thread does it meanwhile. Any thread.
  ///
  /// @return what it was read as; nothing is run
  public static Registry.Parsed preload() {
    return registry().parse(List.of("new-session", "-s", "first", "--sandbox", "none", "--", "sh"));
  }

  /// The registry of all.
  public static Registry registry() {
    return Registry.of(ALL);
  }
}
