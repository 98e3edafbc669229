"""A small bot, written for discord.py as any other, for the loopback Discord to be tried with."""

from io import BytesIO
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

Context = commands.Context["Sample"]
Interaction = discord.Interaction["Sample"]


class Sample(commands.AutoShardedBot):
    """A bot that answers in each way that Discord has."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        usual = discord.Intents(guilds=True, messages=True, message_content=True)
        super().__init__("!", intents=intents or usual, help_command=None, guild_ready_timeout=0.01)
        self.heard: list[str] = []  # what members wrote

    async def setup_hook(self) -> None:
        """Register everything."""
        await self.add_cog(Answers())
        self.add_dynamic_items(Vote)
        self.tree.add_command(app_commands.ContextMenu(name="Count words", callback=count_words))
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Keep what members write."""
        if not message.author.bot:
            self.heard.append(message.content)
        await self.process_commands(message)


class Vote(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"vote:(?P<number>\d+)"):
    """A button whose number is in its custom id."""

    def __init__(self, number: int) -> None:
        super().__init__(discord.ui.Button(label=f"Vote {number}", custom_id=f"vote:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "Vote":  # noqa: ANN401
        """Return the button of a custom id."""
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Say what was voted for."""
        await interaction.response.edit_message(content=f"voted {self.number}", view=None)


class Form(discord.ui.Modal, title="A claim"):
    """A form of two questions."""

    story = discord.ui.TextInput["Form"](label="Story", max_length=20)
    note = discord.ui.Label["Form"](
        text="Note", component=discord.ui.TextInput(required=False, style=discord.TextStyle.paragraph)
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Repeat what was filled in."""
        assert isinstance(self.note.component, discord.ui.TextInput)
        answer = f"{self.story.value}|{self.note.component.value}"
        await interaction.response.send_message(answer, ephemeral=True)


class Pick(discord.ui.View):
    """A menu and a button that opens the form."""

    @discord.ui.select(
        placeholder="Pick", options=[discord.SelectOption(label="One"), discord.SelectOption(label="Two")]
    )
    async def pick(self, interaction: discord.Interaction[Any], menu: discord.ui.Select["Pick"]) -> None:
        """Follow up with what was picked."""
        await interaction.response.defer()
        await interaction.followup.send(f"picked {menu.values[0]}", ephemeral=True)

    @discord.ui.button(label="Open form")
    async def open(self, interaction: discord.Interaction[Any], _: discord.ui.Button["Pick"]) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form())


class Answers(commands.Cog):
    """A command for each way to answer."""

    @commands.hybrid_command()  # type: ignore[arg-type] # mypy cannot infer discord.py's decorator
    @app_commands.describe(text="What to repeat")
    async def echo(self, ctx: Context, *, text: str) -> None:
        """Repeat a text."""
        await ctx.reply(text)

    @echo.autocomplete("text")
    async def texts(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer two texts that begin with what is typed."""
        return [app_commands.Choice(name=f"{typed}{end}", value=f"{typed}{end}") for end in ("a", "b")]

    @commands.hybrid_command()  # type: ignore[arg-type] # likewise
    async def vote(self, ctx: Context) -> None:
        """Show a button."""
        await ctx.send("vote", view=discord.ui.View(timeout=None).add_item(Vote(7)))

    @app_commands.command()
    async def pick(self, interaction: Interaction) -> None:
        """Show a menu."""
        await interaction.response.send_message("pick", view=Pick())

    @app_commands.command()
    async def slow(self, interaction: Interaction) -> None:
        """Answer later."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.followup.send("done")
        await interaction.followup.send("more")

    @app_commands.command()
    async def resolve(
        self,
        interaction: Interaction,
        who: discord.Member,
        role: discord.Role,
        where: discord.TextChannel,
        file: discord.Attachment,
    ) -> None:
        """Tell what each option stands for."""
        content = (await file.read()).decode()
        await interaction.response.send_message(
            f"{who.display_name} {role.name} {where.name} {content}",
            file=discord.File(BytesIO(b"found"), "found.txt"),
            ephemeral=True,
        )

    @app_commands.command()
    @app_commands.default_permissions(manage_messages=True)
    async def secret(self, interaction: Interaction) -> None:
        """Answer to moderators."""
        await interaction.response.send_message("secret", ephemeral=True)


async def count_words(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Tell how many words a message has."""
    await interaction.response.send_message(str(len(message.content.split())), ephemeral=True)
